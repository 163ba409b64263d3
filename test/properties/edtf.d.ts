/** The part of the npm package used as an oracle; it brings no types of its own. Instants are milliseconds UTC. */
declare module 'edtf' {
  export default function edtf(text: string): { min: number; max: number };
}
