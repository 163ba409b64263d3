import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../access/requires.js';
import { Answer } from '../answer.js';
import { HttpProblem } from '../problems/http-problem.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { ApiDocument } from './api-document.js';

/** Swagger UI comes from its package, so the page works without the internet. */
const UI_FILES = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const UI_TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The permissions that Swagger UI needs: it sets styles in its markup and shows images as data URLs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });`;
const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Policy Timeline API</title>
  <link rel="icon" href="/docs/favicon-32x32.png">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
  <div id="docs"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/start.js"></script>
</html>
`;

/** The documentation of the API, for programs and for people. */
@Controller()
@ApiExcludeController()
@Open()
@NoPolicyData()
export class DocsController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  openApi(): Answer {
    return new Answer(this.document.text);
  }

  @Get('docs')
  page(): Answer {
    const contentType = 'text/html; charset=utf-8';
    return new Answer(PAGE, { contentType, headers: { 'content-security-policy': POLICY } });
  }

  @Get('docs/start.js')
  start(): Answer {
    return new Answer(START, { contentType: 'text/javascript; charset=utf-8' });
  }

  @Get('docs/:file')
  async file(@Param('file') file: string): Promise<Answer> {
    const contentType = Object.hasOwn(UI_TYPES, file) ? UI_TYPES[file] : undefined;
    if (contentType === undefined)
      throw new HttpProblem('route-not-found', 'The documentation has no such file');
    return new Answer(await readFile(join(UI_FILES, file)), { contentType });
  }
}
