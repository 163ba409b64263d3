import { describe, expect, it } from '@jest/globals';
import { holds, normalised, termsOf, tokensOf } from './search-text.js';

const found = (query: string, text: string): boolean =>
  termsOf(query).every((pieces) => holds(normalised(text), pieces));

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

  it('only with all their terms', () => {
    expect(found('tomahawk 取得', 'Tomahawk の取得')).toBe(true);
    expect(found('tomahawk 輸出', 'Tomahawk の取得')).toBe(false);
    expect(termsOf(' - ')).toEqual([]);
  });
});
