import { nearest } from '../nearest.js';

/**
 * Current codes of ISO 4217, including funds and metals (list one, 1 January 2026, from github.com/datasets/currency-codes,
 * public domain). Kept here because Intl.supportedValuesOf('currency') depends on the ICU of the Node build.
 */
const CURRENT: readonly string[] = [
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF',
  'CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP',
  'GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT',
  'LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR',
  'NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN',
  'SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD',
  'XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG',
].flatMap((row) => row.split(' '));

/** Codes that were withdrawn (list three): a contract of 1995 may be in German marks. */
const WITHDRAWN: readonly string[] = [
  'ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN',
  'BRR BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE',
  'GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP',
  'MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM TPE TRL UAK',
  'UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR',
].flatMap((row) => row.split(' '));

export const CURRENCY_CODES: readonly string[] = [...CURRENT, ...WITHDRAWN];

/** Names and symbols that people write for a code; the nearest spelling would be another currency (YEN: YER). */
const MEANT: Readonly<Record<string, string>> = {
  YEN: 'JPY',
  '¥': 'JPY',
  円: 'JPY',
  RMB: 'CNY',
  CNH: 'CNY',
  YUAN: 'CNY',
  元: 'CNY',
  WON: 'KRW',
  NTD: 'TWD',
  NT$: 'TWD',
  $: 'USD',
  US$: 'USD',
  DOLLAR: 'USD',
  A$: 'AUD',
  STG: 'GBP',
  UKP: 'GBP',
  POUND: 'GBP',
  '£': 'GBP',
  EURO: 'EUR',
  '€': 'EUR',
};

/** The code that `text`, which is none, probably means. */
export function meantCurrency(text: string): string | undefined {
  const upper = text.trim().normalize('NFKC').toUpperCase();
  if (CURRENCY_CODES.includes(upper)) return upper;
  return Object.hasOwn(MEANT, upper) ? MEANT[upper] : nearest(upper, CURRENT);
}
