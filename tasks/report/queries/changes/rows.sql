-- The rows of a table that only one side has, as samples show them, with what they stand on.
CREATE OR REPLACE TEMP TABLE {change} AS
  SELECT d.row_key, {shown}, {articles} AS of_articles, {sentences} AS of_sentences
  FROM (FROM delta WHERE row_table = '{table}' AND change = '{change}') d JOIN {here}{table} h ON d.row_key = {key}
