import {
  CompiledQuery,
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

interface Statement extends SqliteStatement {
  readonly busy: boolean;
}

/** What the dialect needs of the driver's handle. */
interface Handle {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  close(): void;
}

/** Kysely over the one writing connection. */
export class StoreDialect extends SqliteDialect {
  readonly #handle: Handle;
  readonly #database: SqliteDatabase;
  constructor(handle: Handle) {
    const database = withRememberedStatements(handle);
    super({ database });
    this.#handle = handle;
    this.#database = database;
  }
  override createDriver(): StoreDriver {
    return new StoreDriver(this.#handle, this.#database);
  }
}

class StoreDriver extends SqliteDriver {
  readonly #handle: Handle;
  constructor(handle: Handle, database: SqliteDatabase) {
    super({ database });
    this.#handle = handle;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** A full disk makes SQLite roll back by itself; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#handle.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Compiling a statement costs more than running it; the same texts come back all day. */
function withRememberedStatements(handle: Handle): SqliteDatabase {
  const statements = new Map<string, Statement>();
  return {
    close: () => handle.close(),
    prepare: (sql: string) => {
      const known = statements.get(sql);
      if (known !== undefined && !known.busy) return known;
      if (statements.size >= 500) statements.clear();
      const statement = handle.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}
