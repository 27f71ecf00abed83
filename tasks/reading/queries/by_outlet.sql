-- What is known of the articles of each outlet, the largest first; those without an outlet count as one.
SELECT outlet, count(*) AS articles, count(published_on) AS dated, count(*) FILTER (len(authors) > 0) AS signed
FROM articles GROUP BY outlet ORDER BY articles DESC, outlet NULLS LAST;
