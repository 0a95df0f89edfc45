"""Count a unit: the HTML of an answer goes in, and its number by each convention comes out, for each part as well."""
