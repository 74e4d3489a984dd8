// Plumbline's job on matrix-bot-sdk, as the peer of the benchmarks: a change request is recorded in one durable
// commit, then answered once.
import { DatabaseSync } from 'node:sqlite';
import { LogLevel, LogService, MatrixClient, SimpleFsStorageProvider } from 'matrix-bot-sdk';
import { prepareRows } from '../peer_rows.mjs';

LogService.setLevel(LogLevel.ERROR);
const storage = new SimpleFsStorageProvider(process.env.BENCH_TOKEN_FILE);
const client = new MatrixClient(process.env.MATRIX_HOMESERVER, process.env.MATRIX_ACCESS_TOKEN, storage);

const db = new DatabaseSync(process.env.BENCH_DB);
const { insert, markSent } = prepareRows(db);

const record = (room, event, title, why) => {
  const now = Date.now();
  db.exec('BEGIN IMMEDIATE');
  try {
    if (insert.event.run(event.event_id, now).changes === 0) return undefined;
    const request = insert.request.run(room, event.sender, title, why, now);
    const name = `CR-${request.lastInsertRowid}`;
    insert.journal.run(event.sender, 'change new', name, JSON.stringify({ title, why }), now);
    const content = {
      msgtype: 'm.notice',
      body: `${name}  ${title}\nWhy  ${why}\nraised by ${event.sender}`,
      format: 'org.matrix.custom.html',
      formatted_body: `<p><strong>${name}</strong>  ${title}<br>Why  ${why}</p><p>raised by ${event.sender}</p>`,
      'm.mentions': {},
    };
    return { content, row: insert.message.run(room, JSON.stringify(content), now).lastInsertRowid };
  } finally {
    db.exec('COMMIT');
  }
};

// Sent messages are marked together, once a turn of the loop: a commit each would only slow the peer.
let sent = [];
const mark = (event, row) => {
  if (sent.push({ event, row }) > 1) return;
  setImmediate(() => {
    db.exec('BEGIN IMMEDIATE');
    for (const one of sent) markSent.run(one.event, one.row);
    sent = [];
    db.exec('COMMIT');
  });
};

const grammar = /^!plumb (?:change new|customer set) "([^"]*)" (?:why|segment):"([^"]*)"$/;
client.on('room.message', async (room, event) => {
  if (event.content?.msgtype !== 'm.text') return;
  const [, title, why] = grammar.exec(event.content.body) ?? [];
  if (title === undefined) return;
  const done = record(room, event, title, why);
  if (done !== undefined) mark(await client.sendMessage(room, done.content), done.row);
});

await client.start();
process.on('SIGTERM', () => {
  client.stop();
  db.close();
  process.exit(0);
});
