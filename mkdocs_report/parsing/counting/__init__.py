"""Count characters, sentences, paragraphs, links, tables and code blocks in an answer, or in each of its parts."""
