import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { classHintsMigration, classMigration } from './class-migration.ts';
import type { Tables } from './tables.ts';

/** Every change of the tables, in order of their names. One that has shipped is never edited; a new one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-sessions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('session')
        .addColumn('id', 'text', (c) => c.primaryKey().notNull())
        .addColumn('player', 'text', (c) => c.notNull())
        .addColumn('level', 'text', (c) => c.notNull())
        .addColumn('rules', 'text', (c) => c.notNull())
        .addColumn('engine', 'integer', (c) => c.notNull())
        .addColumn('origin', 'text', (c) => c.notNull())
        .addColumn('current', 'integer', (c) => c.notNull())
        .addColumn('digest', 'text')
        .addColumn('day', 'integer', (c) => c.notNull())
        .execute();
      await db.schema
        .createIndex('session_current')
        .on('session')
        .columns(['player', 'level'])
        .unique()
        .where(sql.ref('current'), '=', sql.lit(1))
        .execute();
      await db.schema
        .createIndex('session_digest')
        .on('session')
        .columns(['player', 'digest'])
        .unique()
        .execute();
      await db.schema
        .createTable('action')
        .addColumn('session', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
        .addColumn('seq', 'integer', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('action_key', ['session', 'seq'])
        .execute();
      await db.schema
        .createTable('best')
        .addColumn('player', 'text', (c) => c.notNull())
        .addColumn('level', 'text', (c) => c.notNull())
        .addColumn('rules', 'text', (c) => c.notNull())
        .addColumn('metrics', 'text', (c) => c.notNull())
        .addColumn('actions', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('best_key', ['player', 'level', 'rules'])
        .execute();
      await db.schema
        .createTable('score')
        .addColumn('player', 'text', (c) => c.notNull())
        .addColumn('level', 'text', (c) => c.notNull())
        .addColumn('rules', 'text', (c) => c.notNull())
        .addColumn('metric', 'text', (c) => c.notNull())
        .addColumn('value', 'integer', (c) => c.notNull())
        .addPrimaryKeyConstraint('score_key', ['player', 'level', 'rules', 'metric'])
        .execute();
      await db.schema
        .createIndex('score_histogram')
        .on('score')
        .columns(['level', 'rules', 'metric', 'value'])
        .execute();
      await db.schema
        .createTable('incident')
        .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('day', 'integer', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('reset')
        .addColumn('player', 'text', (c) => c.primaryKey().notNull())
        .addColumn('count', 'integer', (c) => c.notNull())
        .execute();
    },
  },
  '002-classes': classMigration,
  '003-class-hints': classHintsMigration,
};

/** Brings the tables up to date. Throws, leaving them as they were, if a step fails. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('the database could not be brought up to date', { cause: error });
}
