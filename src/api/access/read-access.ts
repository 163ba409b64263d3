/** Whether anyone may read (READ_ACCESS=public), or only holders of a key. */
export class ReadAccess {
  constructor(readonly arePublic: boolean) {}
}
