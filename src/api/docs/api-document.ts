/** The OpenAPI document as JSON text; written once, when all routes are known. */
export class ApiDocument {
  text = '';
}
