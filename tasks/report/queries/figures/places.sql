SELECT place_id, place_name AS place, place_country AS country, place_precision AS precision, round(latitude, 3) AS latitude,
       round(longitude, 3) AS longitude, count(*)::INTEGER AS events, count(*) FILTER (quad_class IN (3, 4))::INTEGER AS conflict
FROM told WHERE latitude IS NOT NULL GROUP BY ALL ORDER BY events DESC, place_id, precision, latitude, longitude LIMIT 1500
