SELECT n.entity_id AS id,
       to_json({id: n.entity_id, name: n.name, label: n.label, country: n.country, mentions: n.mentions, articles: n.articles,
         events: coalesce(i.events, 0)}) AS row,
       NULL::DATE AS zone_date, [n.label] AS zone_label, CASE WHEN n.country IS NULL THEN [] ELSE [n.country] END AS zone_country
FROM named n LEFT JOIN (SELECT entity_id, count(DISTINCT event_id)::INTEGER AS events FROM involved GROUP BY entity_id) i
  USING (entity_id)
ORDER BY n.articles DESC, n.mentions DESC, n.entity_id
