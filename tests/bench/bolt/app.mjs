// Plumbline's job on Slack's Bolt for JavaScript, as the peer of the benchmarks: a change request is
// acknowledged after a durable commit of its rows, then posted once as a card.
import bolt from '@slack/bolt';
import Database from 'better-sqlite3';
import { prepareRows } from '../peer_rows.mjs';

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});

const db = new Database(process.env.BENCH_DB ?? 'bolt.db');
const { insert, markSent } = prepareRows(db);

const field = (text) => ({ type: 'mrkdwn', text });
const button = (name, record) => ({
  type: 'button',
  action_id: name.toLowerCase(),
  text: { type: 'plain_text', text: name },
  value: record,
});

const card = (record, title, why, author) => ({
  text: `${record} ${title}\nraised by <@${author}>`,
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: `${record} ${title}` } },
    { type: 'section', fields: [field('*Release*\nnone'), field(`*Raised by*\n<@${author}>`)] },
    { type: 'section', text: field(why) },
    { type: 'context', elements: [field('touches nothing yet')] },
    { type: 'actions', elements: ['Assess', 'Approve', 'Decline', 'Watch'].map((name) => button(name, record)) },
  ],
});

const record = db.transaction((command, title, why) => {
  const now = Date.now();
  if (insert.event.run(command.trigger_id, now).changes === 0) return undefined;
  const place = command.channel_id;
  const request = insert.request.run(place, command.user_id, title, why, now);
  const name = `CR-${request.lastInsertRowid}`;
  insert.journal.run(command.user_id, 'change new', name, JSON.stringify({ title, why }), now);
  const message = card(name, title, why, command.user_id);
  const row = insert.message.run(place, JSON.stringify(message), now);
  return { name, message, row: row.lastInsertRowid };
});

// Sent messages are marked together, once a turn of the loop: a commit each would only slow the peer.
let sent = [];
const markAll = db.transaction((rows) => rows.forEach(({ ts, row }) => markSent.run(ts, row)));
const mark = (ts, row) => {
  if (sent.push({ ts, row }) > 1) return;
  setImmediate(() => {
    const rows = sent;
    sent = [];
    markAll(rows);
  });
};

const grammar = /^change new "([^"]*)" why:"([^"]*)"$/;

app.command('/plumb', async ({ command, ack, client }) => {
  const [, title, why] = grammar.exec(command.text) ?? [];
  if (title === undefined) {
    await ack('not understood; say: change new "Title" why:"reason"');
    return;
  }
  const done = record(command, title, why);
  if (done === undefined) {
    await ack();
    return;
  }
  await ack(`${done.name} recorded.`);
  const metadata = { event_type: 'outbox', event_payload: { row: Number(done.row) } };
  const posted = await client.chat.postMessage({ channel: command.channel_id, ...done.message, metadata });
  mark(posted.ts, done.row);
});

await app.start();
process.on('SIGTERM', async () => {
  await app.stop();
  db.close();
  process.exit(0);
});
