import { describe, expect, it } from '@jest/globals';
import { folded, holds, isSearchable, termsOf, tokensOf } from './search-text.js';

const found = (query: string, text: string): boolean =>
  termsOf(query).every((pieces) => holds(folded(text), pieces));

describe('texts are found', () => {
  it('by any two Japanese characters in a row, and by one', () => {
    expect(found('移転', '防衛装備移転三原則')).toBe(true);
    expect(found('三', '防衛装備移転三原則')).toBe(true);
    expect(found('装移', '防衛装備移転三原則')).toBe(false);
    expect(found('装備品移転', '装備品の移転')).toBe(false);
  });

  it('by the beginnings of words, in any case and width', () => {
    expect(found('ＭＩＳＳＩＬＥ', 'Upgraded missiles')).toBe(true);
    expect(found('issiles', 'Upgraded missiles')).toBe(false);
    expect(found('pac-3', 'PAC-3 MSE')).toBe(true);
    expect(found('ﾐｻｲﾙ', '長射程ミサイルの取得')).toBe(true);
  });

  it('where scripts meet without a space', () => {
    expect(found('F-35戦闘機', 'F-35A戦闘機の取得')).toBe(true);
    expect([...tokensOf('f35戦闘')].sort()).toEqual(['f35', '戦', '戦闘', '闘']);
  });

  it.each([
    ['とまほーく', 'トマホークの取得'],
    ['トマホーク', 'とまほーく'],
    ['高市', '髙市早苗'],
    ['髙橋', '高橋'],
    ['尾崎', '尾﨑'],
    ['国会', '國會'],
    ['沢', '木澤'],
    ['戦闘', '戰鬭'],
    ['吉野', '𠮷野家'],
    ['経済', '經濟安全保障'],
    ['Foret', 'Forêt'],
    ['Łódź', 'Lodz'],
    ['Αθήνα', 'Αθηνα'],
    ['ﬁnance', 'finance'],
  ])('however kana, old characters and accents are written: %s in %s, and the other way', (query, text) => {
    expect(found(query, text)).toBe(true);
    const back = text.replace(/(の取得|早苗|家|安全保障|木)/u, '');
    expect(found(back, query)).toBe(true);
  });

  it('though other sounds and letters stay others', () => {
    expect(found('バス', 'パス')).toBe(false);
    expect(found('かき', 'がき')).toBe(false);
    expect(found('мои', 'мой')).toBe(false);
  });

  it.each([
    ['patriots', 'Transfer of Patriot missiles'],
    ['policy', 'Policies of the cabinet'],
    ['policies', 'A policy of the cabinet'],
    ['missiles', 'missile'],
    ['processes', 'a process'],
    ['US', 'US forces'],
    ['series', 'a series'],
    ['addres', 'an address'],
  ])('whether one or many: %s in %s', (query, text) => {
    expect(found(query, text)).toBe(true);
    for (const pieces of termsOf(query))
      for (const { text: piece } of pieces)
        expect([...tokensOf(folded(text))].some((token) => token.startsWith(piece))).toBe(true);
  });

  it('only with something to find', () => {
    for (const nothing of [' ', '・・・', '--', '🙂', '!?', '“”', '\u3000'])
      expect(isSearchable(nothing)).toBe(false);
    for (const something of ['a', '三', 'ー', '7', '🙂 7']) expect(isSearchable(something)).toBe(true);
  });

  it('only with all their terms', () => {
    expect(found('tomahawk 取得', 'Tomahawk の取得')).toBe(true);
    expect(found('tomahawk 輸出', 'Tomahawk の取得')).toBe(false);
    expect(termsOf(' - ')).toEqual([]);
  });
});
