"""The languages whose code is coloured: the names that GitHub knows, and the lexers of Pygments.

A language is in the list if its lexer takes less than a second for the longest code that is coloured, whatever its
text is. `python -m benchmarks.lexers` measures each.
"""

from __future__ import annotations

_LEXERS = """
ada
arduino ino
awk gawk
bash sh shell zsh
bat batch cmd
bibtex
c h
clojure clj
cmake
cobol
common-lisp lisp
console shell-session
cpp c++ cxx cc hpp hxx
crystal cr
csharp c# cs
css
cuda cu
d dlang
dart
diff patch
django jinja jinja2
docker dockerfile
elixir ex exs
elm
erlang erl
fish
fortran f90
fsharp f#
glsl
gnuplot
go golang
graphql
groovy gradle
handlebars
haskell hs
hlsl
html htm xhtml
http
ini cfg
java
js javascript mjs cjs
json json5 jsonc jsonl
jsx
julia jl
kotlin kt
less
lua
make makefile
mathematica
matlab
md markdown
mysql
nasm
nim
nix
objective-c objc obj-c
ocaml ml
octave
pascal delphi
perl pl
php
postgresql plpgsql
powershell ps1 pwsh
prolog
properties
protobuf proto
pycon
python py python3
r rscript
racket
ruby rb
rust rs
sass
scala
scheme
scss
solidity
sql sqlite
stan
stata
swift
systemverilog
tcl
terraform hcl
tex latex
toml
ts typescript
tsx
vbnet vb
verilog
vhdl
vim viml
vue
xml svg
yaml yml
zig
"""
LANGUAGES = {name: line.split()[0] for line in _LEXERS.strip().splitlines() for name in line.split()}
"""The lexer of each language, by the language's names in lower case."""
