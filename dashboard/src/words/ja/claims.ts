import type { claims as english } from '../en/claims.js';
import type { Translation } from '../translation.js';

export const claims: Translation<typeof english> = {
  claims: {
    contested: '見解が対立',
    contestedHelp: '出典どうしが矛盾しているか、唯一の出典に異論があります。',
    told: (values) => `見解が対立: ${values}`,
    toldField: (field, values) => `${field}は見解が対立: ${values}`,
    by: (value, who) => `${value} (${who})`,
    or: (before, last) => `${before}、または${last}`,
    list: (field) => `${field}についての主張`,
    unclaimed: 'ほかの主張が誤りであれば、こうなります。',
    ruleOn: '裁定する',
    ruleOnField: (field) => `裁定する: ${field}`,
    ruleTitle: (field) => `${field}について裁定`,
    way: '裁定の方法',
    ways: { prefer: 'これが正しい', reject: 'これらは誤り' },
    reason: '理由',
    reasonHelp: '値とともに読者に示されます。',
    more: '主張を選び、理由を書いてください。',
    submit: '裁定を記録',
    optionalSources: '裁定の根拠となる出典 (あれば)。',
    changed: 'この間に主張が変わりました',
    changedHelp: '現在は次のものが互いに矛盾しており、裁定はそのすべてに及びます。',
    seen: '確認しました',
    ruledBy: '裁定者:',
    rulings: '裁定',
    standings: {
      applies: '有効',
      lapsed: '失効 (対象が訂正されたため)',
      overruled: '後の裁定により覆された',
      withdrawn: '取り下げ',
      'without-effect': '効果なし',
    },
  },
};
