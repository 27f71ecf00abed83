SELECT l.outlet, count(DISTINCT l.article_id)::INTEGER AS articles,
       count(DISTINCT l.article_id) FILTER (l.duplicate_of IS NOT NULL)::INTEGER AS repeats,
       count(DISTINCT l.article_id) FILTER (l.published_on IS NULL)::INTEGER AS undated,
       count(DISTINCT l.article_id) FILTER (l.is_unsigned)::INTEGER AS unsigned,
       count(DISTINCT l.article_id) FILTER (t.event_id IS NULL)::INTEGER AS without_event,
       count(t.event_id)::INTEGER AS events, round(count(t.event_id) / count(DISTINCT l.article_id), 2) AS events_per_article
FROM light l LEFT JOIN tellings t USING (article_id) GROUP BY l.outlet ORDER BY articles DESC, l.outlet LIMIT 100
