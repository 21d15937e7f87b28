-- The figures about activities of one group in one year under all three readings, as somebody
-- would write them who knows SQLite and wants nothing else: one pass over what counts, with a
-- mark for each reading.
WITH counted AS MATERIALIZED (
    SELECT a.id, a.category, a.ends_on, a.submitted_on,
        NOT EXISTS (
            SELECT 1 FROM parties p
            WHERE p.activity_id = a.id AND p.unit_id <> a.owner_unit_id
                AND p.confirmation <> 'not-needed'
                AND (p.confirmation <> 'confirmed' OR p.confirmed_version IS NOT a.version)
        ) AS confirmed,
        EXISTS (
            SELECT 1 FROM evidence e WHERE e.activity_id = a.id AND e.file_id IS NOT NULL
        ) AND NOT EXISTS (
            SELECT 1 FROM figures f
            WHERE f.activity_id = a.id AND NOT EXISTS (
                SELECT 1 FROM evidence e
                WHERE e.activity_id = a.id AND e.measure = f.measure AND e.file_id IS NOT NULL
            )
        ) AS evidenced,
        EXISTS (SELECT 1 FROM evidence e WHERE e.activity_id = a.id) AS shown
    FROM activities a JOIN credits c ON c.activity_id = a.id
    WHERE a.state = 'submitted' AND a.ends_on BETWEEN :start AND :end
        AND c.group_id = :group AND c.decision = 'approved' AND c.decided_version = a.version
),
trainings AS MATERIALIZED (
    SELECT c.id, c.confirmed, c.evidenced,
        times.value AS times, days.value AS days, income.value AS income,
        NOT EXISTS (
            SELECT 1 FROM activity_audiences x WHERE x.activity_id = c.id AND x.audience = 'students'
        ) OR EXISTS (
            SELECT 1 FROM activity_audiences x WHERE x.activity_id = c.id AND x.audience <> 'students'
        ) AS social,
        c.category = 'staff-training' OR EXISTS (
            SELECT 1 FROM activity_audiences x WHERE x.activity_id = c.id AND x.audience = 'staff'
        ) AS staff,
        EXISTS (
            SELECT 1 FROM evidence e WHERE e.activity_id = c.id AND e.kind = 'voucher'
        ) AS paid
    FROM counted c
        LEFT JOIN figures times ON times.activity_id = c.id
            AND times.measure = 'person-times' AND times.party_id IS NULL
        LEFT JOIN figures days ON days.activity_id = c.id
            AND days.measure = 'person-days' AND days.party_id IS NULL
        LEFT JOIN figures income ON income.activity_id = c.id
            AND income.measure = 'income' AND income.party_id IS NULL
    WHERE c.category IN ('training', 'staff-training')
),
active AS (
    SELECT p.unit_id, max(c.confirmed) AS confirmed, max(c.evidenced) AS evidenced
    FROM counted c CROSS JOIN parties p ON p.activity_id = c.id
    GROUP BY p.unit_id
),
served AS (
    SELECT p.unit_id, max(t.confirmed) AS confirmed, max(t.evidenced) AS evidenced
    FROM trainings t
        CROSS JOIN parties p ON p.activity_id = t.id
        CROSS JOIN units u ON u.id = p.unit_id AND u.kind = 'enterprise'
    WHERE t.staff
    GROUP BY p.unit_id
)
SELECT 'K07-A', count(*), count(*) FILTER (WHERE confirmed), count(*) FILTER (WHERE evidenced)
FROM counted
UNION ALL
SELECT 'K07-E', count(*), count(*) FILTER (WHERE confirmed), count(*) FILTER (WHERE evidenced)
FROM counted WHERE shown
UNION ALL
SELECT 'G17-T', count(*), count(*) FILTER (WHERE confirmed), count(*) FILTER (WHERE evidenced)
FROM counted WHERE julianday(submitted_on) - julianday(ends_on) <= 15
UNION ALL
SELECT 'G16-A', count(*), count(*) FILTER (WHERE confirmed), count(*) FILTER (WHERE evidenced)
FROM active JOIN memberships m ON m.unit_id = active.unit_id
WHERE m.group_id = :group AND m.joined_on <= :end AND (m.ended_on IS NULL OR m.ended_on > :end)
UNION ALL
SELECT 'S01', sum(times), sum(times) FILTER (WHERE confirmed), sum(times) FILTER (WHERE evidenced)
FROM trainings WHERE social
UNION ALL
SELECT 'S03', sum(days), sum(days) FILTER (WHERE confirmed), sum(days) FILTER (WHERE evidenced)
FROM trainings WHERE social
UNION ALL
SELECT 'S04', sum(times), sum(times) FILTER (WHERE confirmed), sum(times) FILTER (WHERE evidenced)
FROM trainings WHERE staff
UNION ALL
SELECT 'S04b', count(*), count(*) FILTER (WHERE confirmed), count(*) FILTER (WHERE evidenced)
FROM served
UNION ALL
SELECT 'S05', sum(income), sum(income) FILTER (WHERE confirmed), sum(income) FILTER (WHERE evidenced)
FROM trainings WHERE paid
