import type { OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI document. It is made when it is first needed, because that takes a third of the time of a start. */
export class ApiDocument {
  private made: string | undefined;
  /** Set when all routes are known. */
  make: () => OpenAPIObject = () => {
    throw new Error('The routes are not known yet');
  };

  get text(): string {
    return (this.made ??= JSON.stringify(this.make()));
  }
}
