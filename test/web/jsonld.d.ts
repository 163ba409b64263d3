declare module 'jsonld' {
  const jsonld: {
    expand: (document: object, options: { base: string }) => Promise<Record<string, unknown>[]>;
  };
  export default jsonld;
}
