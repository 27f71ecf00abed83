-- Why each of those rows is there ({other}: the rows of the other side).
CREATE OR REPLACE TEMP TABLE reasons AS
  WITH standing AS (SELECT DISTINCT row_key FROM (SELECT row_key, unnest(of_articles) AS a FROM {change}) SEMI JOIN {change}_{kind} ON a = id),
       retold AS (SELECT DISTINCT row_key FROM (SELECT row_key, unnest(of_sentences) AS s FROM {change})
                  SEMI JOIN (SELECT unnest(of_sentences) AS told FROM {other}) ON s = told)
  SELECT * EXCLUDE (of_articles, of_sentences),
         CASE WHEN row_key IN (FROM standing) THEN 'article' WHEN row_key IN (FROM retold) THEN 'retold' ELSE 'made' END AS why
  FROM {change}
