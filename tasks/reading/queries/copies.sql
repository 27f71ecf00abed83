-- The other articles of an article's cluster.
SELECT b.article_id, b.outlet, b.published_on, b.title, b.duplicate_of, b.relation, b.overlap
FROM articles a JOIN articles b USING (cluster_id) WHERE a.article_id = ? AND b.article_id <> a.article_id
ORDER BY b.published_on, b.article_id;
