-- The articles and the sources that only one side has. {change}: added or removed; {here}, {there}: before the names of its tables.
CREATE OR REPLACE TEMP TABLE {change}_articles AS
  SELECT row_key AS id FROM delta WHERE row_table = 'articles' AND change = '{change}';
CREATE OR REPLACE TEMP TABLE {change}_sources AS
  SELECT uri AS id FROM (SELECT unnest(sources).uri AS uri FROM {here}articles UNION SELECT uri FROM {here}quarantine)
  EXCEPT SELECT uri FROM (SELECT unnest(sources).uri AS uri FROM {there}articles UNION SELECT uri FROM {there}quarantine);
