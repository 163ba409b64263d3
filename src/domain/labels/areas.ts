import type { Labels } from './label.js';

export const AREAS: Labels = {
  'arms-export': { en: 'Arms export', ja: '防衛装備移転' },
  'command-structure': { en: 'Command structure', ja: '指揮統制' },
  diet: { en: 'Diet', ja: '国会' },
  economy: { en: 'Economy', ja: '経済' },
  energy: { en: 'Energy', ja: 'エネルギー' },
  government: { en: 'Government', ja: '政府' },
  'joint-development': { en: 'Joint development', ja: '共同開発' },
  'strike-capability': { en: 'Strike capability', ja: '反撃能力' },
  'use-of-force': { en: 'Use of force', ja: '武力行使' },
};
