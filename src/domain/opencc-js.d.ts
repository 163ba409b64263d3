/** The dictionary of opencc-js that is used; the package has types only for its converters. Pairs "old new", separated by "|". */
declare module 'opencc-js/dict/JPShinjitaiCharactersRev' {
  const pairs: string;
  export default pairs;
}
