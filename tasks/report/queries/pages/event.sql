-- One event whole, with the articles that tell it; sorted by id, so that a page finds its shard by the first id of each.
SELECT e.event_id AS id, to_json({event: e, origins: e.origin_count, articles: t.articles}) AS row
FROM events e
JOIN (SELECT event_id, list({article_id: article_id, title: title, outlet: outlet, published_on: published_on, cluster_id: cluster_id,
        duplicate_of: duplicate_of} ORDER BY article_id) AS articles
      FROM tellings JOIN light USING (article_id) GROUP BY event_id) t USING (event_id)
ORDER BY e.event_id
