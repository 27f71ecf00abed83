SELECT a.article_id AS id,
       to_json({id: a.article_id, title: a.title, outlet: a.outlet, start: a.published_on, prec: a.published_precision,
         src: a.published_source, words: a.word_count, language: a.language, dup: a.duplicate_of, relation: a.relation,
         lead: left(a.text, 160), removed: len(a.removed), events: coalesce(n.events, 0)}) AS row,
       a.published_on AS zone_date, CASE WHEN a.outlet IS NULL THEN [] ELSE [a.outlet] END AS zone_outlet
FROM articles a LEFT JOIN (SELECT article_id, count(*)::INTEGER AS events FROM tellings GROUP BY article_id) n USING (article_id)
ORDER BY a.published_on DESC NULLS LAST, a.article_id
