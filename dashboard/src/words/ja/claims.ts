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
    spans: '見解が対立している期間',
    span: '期間',
    claimed: '主張',
  },
};
