SELECT DISTINCT country FROM (
  SELECT country FROM named UNION ALL SELECT place_country FROM told
  UNION ALL SELECT unnest([p.country FOR p IN list_concat(actors, recipients)]) FROM told)
WHERE country IS NOT NULL ORDER BY country
