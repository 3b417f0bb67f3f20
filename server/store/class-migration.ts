import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Hints that the host sent: a student finds them again after a restart. */
export const classHintsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('class_round')
      .addColumn('sent', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute();
  },
};

export const classMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('class')
      .addColumn('code', 'text', (c) => c.primaryKey().notNull())
      .addColumn('host_key', 'text', (c) => c.notNull())
      .addColumn('projector_key', 'text', (c) => c.notNull())
      .addColumn('lesson', 'text', (c) => c.notNull())
      .addColumn('opened_ms', 'integer', (c) => c.notNull())
      .addColumn('expires_ms', 'integer', (c) => c.notNull())
      .addColumn('seen_ms', 'integer', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('class_expires').on('class').column('expires_ms').execute();
    await db.schema
      .createTable('class_seat')
      .addColumn('code', 'text', (c) => c.notNull().references('class.code').onDelete('cascade'))
      .addColumn('seat', 'integer', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('muted', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('team', 'integer')
      .addPrimaryKeyConstraint('class_seat_key', ['code', 'seat'])
      .execute();
    await db.schema
      .createIndex('class_seat_secret')
      .on('class_seat')
      .columns(['code', 'key'])
      .unique()
      .execute();
    await db.schema
      .createTable('class_round')
      .addColumn('code', 'text', (c) => c.notNull().references('class.code').onDelete('cascade'))
      .addColumn('seat', 'integer', (c) => c.notNull())
      .addColumn('round', 'integer', (c) => c.notNull())
      .addColumn('hints', 'integer', (c) => c.notNull())
      .addColumn('wrong', 'text', (c) => c.notNull())
      .addColumn('best_ms', 'integer')
      .addColumn('last_ms', 'integer')
      .addColumn('result', 'text')
      .addColumn('log_length', 'integer', (c) => c.notNull())
      .addColumn('rival', 'integer')
      .addColumn('written', 'text')
      .addColumn('level', 'text')
      .addPrimaryKeyConstraint('class_round_key', ['code', 'seat', 'round'])
      .execute();
    await db.schema
      .createTable('class_move')
      .addColumn('session', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('seat', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('class_move_key', ['session', 'seq'])
      .execute();
  },
};
