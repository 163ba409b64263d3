declare module 'jsonld' {
  interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    value: string;
    language?: string;
    datatype?: Term;
  }
  export interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
  }
  const jsonld: {
    expand: (document: object, options: { base: string }) => Promise<Record<string, unknown>[]>;
    toRDF: (document: object, options: { base: string }) => Promise<Quad[]>;
  };
  export default jsonld;
}
