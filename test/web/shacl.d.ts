/** As far as the test of the catalogue uses them; these packages have no types of their own. */
declare module '@rdfjs/data-model' {
  type Term = import('jsonld').Quad['subject'];
  const factory: {
    namedNode: (value: string) => Term;
    blankNode: (value: string) => Term;
    literal: (value: string, languageOrDatatype: string | Term) => Term;
    quad: (subject: Term, predicate: Term, object: Term) => object;
  };
  export default factory;
}
declare module '@rdfjs/dataset' {
  const factory: { dataset: (quads: object[]) => Iterable<object> };
  export default factory;
}
declare module 'rdf-validate-shacl' {
  interface Result {
    path: { value: string } | null;
    sourceConstraintComponent: { value: string };
  }
  export default class Validator {
    constructor(shapes: Iterable<object>);
    validate(data: Iterable<object>): Promise<{ results: Result[] }>;
  }
}
