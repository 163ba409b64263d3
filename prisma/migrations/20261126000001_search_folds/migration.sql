-- Texts are folded further than before (kana, old kanji, accents, plurals: src/domain/search-fold.ts), so that the stored ones
-- no longer fit the questions. The projection fills the table anew from the log; a search waits for it.
TRUNCATE read.search;
UPDATE log.subscriptions SET checkpoint = 0, parked_position = NULL, parked_reason = NULL, parked_at = NULL WHERE name = 'search';
