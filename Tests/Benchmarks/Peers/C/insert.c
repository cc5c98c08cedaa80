// The rows that musterd writes for CreateMembers, by SQLite's API and nothing else: as durable, in the same schema, but
// without calls, rules, or a look at what is there.
//
//   insert SCHEMA_DB OUT_DB ROWS BATCH     prints `rows_per_second N`
//
// SCHEMA_DB is a database that musterd made; OUT_DB is made anew like it. BATCH members are inserted in a transaction, 50
// for each administrator in turn, as one call would bring them.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ACCOUNTS_PER_CALL = 50, ROSTER_ROWS = 1000, CHECKPOINT_PAGES = 4096 };

static sqlite3 *database;

static void check(int result, const char *what) {
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW) return;
  fprintf(stderr, "insert: %s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL), sql); }

static sqlite3_int64 number(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), sql);
  check(sqlite3_step(statement), sql);
  sqlite3_int64 value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

static int create(void *unused, int columns, char **values, char **names) {
  (void)unused, (void)columns, (void)names;
  run(values[0]);
  return 0;
}

static void copy_pragma(const char *name) {
  char pragma[64];
  snprintf(pragma, sizeof pragma, "PRAGMA schema_db.%s", name);
  sqlite3_int64 value = number(pragma);
  snprintf(pragma, sizeof pragma, "PRAGMA main.%s = %lld", name, value);
  run(pragma);
}

// Tables and pragmas of the other database, so that musterd takes it for its own. Its one row of `store` counts commits.
static void make_like(const char *schema) {
  char *attach = sqlite3_mprintf("ATTACH %Q AS schema_db", schema);
  run(attach);
  sqlite3_free(attach);
  copy_pragma("page_size");
  copy_pragma("application_id");
  copy_pragma("user_version");
  run("PRAGMA main.journal_mode = WAL");
  const char *tables = "SELECT sql FROM schema_db.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
  check(sqlite3_exec(database, tables, create, NULL, NULL), tables);
  run("INSERT INTO main.store SELECT * FROM schema_db.store; INSERT INTO main.region (id, name) VALUES (1, 'us-east-1')");
  run("DETACH schema_db");
  run("PRAGMA synchronous = FULL; PRAGMA cache_size = -8192");
  char pragma[64];
  snprintf(pragma, sizeof pragma, "PRAGMA wal_autocheckpoint = %d", CHECKPOINT_PAGES);
  run(pragma);
  if (number("PRAGMA synchronous") != 2) check(SQLITE_MISUSE, "synchronous is not FULL");
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
  return statement;
}

static void step(sqlite3_stmt *statement) {
  check(sqlite3_step(statement), sqlite3_sql(statement));
  check(sqlite3_reset(statement), sqlite3_sql(statement));
}

// Statements that stay as they are but for what is bound.
static sqlite3_stmt *member, *roster, *store, *begin, *commit;

static void prepare(void) {
  member = prepared("INSERT INTO member (region, administrator, member, rev, email, status, updated_at)"
                    " VALUES (1, ?, ?, ?, ?, 1, ?)");
  roster = prepared("REPLACE INTO roster (region, account, rev, rows, enabled) VALUES (1, ?, ?, ?, 0)");
  store = prepared("UPDATE store SET revision = ?");
  begin = prepared("BEGIN IMMEDIATE");
  commit = prepared("COMMIT");
}

static void insert_member(sqlite3_int64 administrator, sqlite3_int64 account, sqlite3_int64 revision) {
  char email[32];
  int length = snprintf(email, sizeof email, "m%lld@example.com", account);
  sqlite3_bind_int64(member, 1, administrator);
  sqlite3_bind_int64(member, 2, account);
  sqlite3_bind_int64(member, 3, revision);
  sqlite3_bind_text(member, 4, email, length, SQLITE_STATIC);
  sqlite3_bind_int64(member, 5, 1700000000000 + revision);
  step(member);
}

static void put_roster(sqlite3_int64 administrator, sqlite3_int64 revision, sqlite3_int64 rows) {
  sqlite3_bind_int64(roster, 1, administrator);
  sqlite3_bind_int64(roster, 2, revision);
  sqlite3_bind_int64(roster, 3, rows);
  step(roster);
}

// Calls for each administrator in turn, and each time with the next of its members.
static void insert(sqlite3_int64 rows, sqlite3_int64 batch) {
  sqlite3_int64 administrators = (rows + ROSTER_ROWS - 1) / ROSTER_ROWS, revision = 0, done = 0;
  while (done < rows) {
    step(begin);
    for (sqlite3_int64 end = done + batch < rows ? done + batch : rows; done < end;) {
      sqlite3_int64 call = revision++, turn = call / administrators;
      sqlite3_int64 administrator = 100000000000 + call % administrators, count = 0;
      for (; count < ACCOUNTS_PER_CALL && done < end; count++, done++)
        insert_member(administrator, 200000000000 + turn * ACCOUNTS_PER_CALL + count, revision);
      put_roster(administrator, revision, turn * ACCOUNTS_PER_CALL + count);
    }
    sqlite3_bind_int64(store, 1, revision);
    step(store);
    step(commit);
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  sqlite3_int64 rows = count == 5 ? atoll(arguments[3]) : 0, batch = count == 5 ? atoll(arguments[4]) : 0;
  if (rows < 1 || batch < 1) {
    fprintf(stderr, "usage: insert SCHEMA_DB OUT_DB ROWS BATCH\n");
    return 2;
  }
  remove(arguments[2]);
  check(sqlite3_open(arguments[2], &database), arguments[2]);
  make_like(arguments[1]);
  prepare();
  double begun = now();
  insert(rows, batch);
  printf("rows_per_second %.0f\n", (double)rows / (now() - begun));
  if (number("SELECT count(*) FROM member") != rows) check(SQLITE_CORRUPT, "rows are missing");
  return 0;
}
