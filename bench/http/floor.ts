import { Controller, Get, type DynamicModule, Module, Param } from '@nestjs/common';
import type pg from 'pg';
import { Requires } from '../../src/api/access/requires.js';
import { Answer } from '../../src/api/answer.js';

/** The answers of the floor, by number; short enough not to be compressed or stored out of line. */
export const ANSWERS_TABLE = `CREATE TABLE IF NOT EXISTS bench_answers (id integer PRIMARY KEY, body text NOT NULL)
  WITH (toast_tuple_target = 8160)`;

class Answers {
  constructor(readonly pool: pg.Pool) {}
}

/** The floor of a read: same server, guards, caching and bytes, but only one look-up by primary key. */
@Controller('floor')
@Requires('read')
class FloorController {
  constructor(private readonly answers: Answers) {}

  @Get('pinned/:id')
  pinned(@Param('id') id: string): Promise<Answer> {
    return this.answer(id, true);
  }

  @Get('open/:id')
  open(@Param('id') id: string): Promise<Answer> {
    return this.answer(id, false);
  }

  private async answer(id: string, pinned: boolean): Promise<Answer> {
    const { rows } = await this.answers.pool.query<{ body: string }>({
      name: 'floor',
      text: 'SELECT body FROM bench_answers WHERE id = $1',
      values: [id],
    });
    return new Answer(rows[0]?.body ?? '', { pinned });
  }
}

@Module({})
export class FloorModule {
  static with(pool: pg.Pool): DynamicModule {
    return {
      module: FloorModule,
      controllers: [FloorController],
      providers: [{ provide: Answers, useValue: new Answers(pool) }],
    };
  }
}
