/** Whether reads are public (READ_ACCESS=public) or need a key. */
export class ReadAccess {
  constructor(readonly arePublic: boolean) {}
}
