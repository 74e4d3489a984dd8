// A small app on Slack's own Bolt, used to prove the fake Slack: what Bolt accepts and gets right here,
// the fake does as Slack does. It is driven by ./run, which says what to expect.
import bolt from '@slack/bolt';

const slackApiUrl = process.env.SLACK_API_URL;
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl },
  logLevel: bolt.LogLevel.ERROR,
});

const plain = (text) => ({ type: 'plain_text', text });

const card = (title, note) => [
  { type: 'header', text: plain(title) },
  { type: 'section', block_id: 'why', text: { type: 'mrkdwn', text: note } },
  {
    type: 'actions',
    block_id: 'acts',
    elements: [
      { type: 'button', action_id: 'assess', text: plain('Assess'), value: title },
      { type: 'button', action_id: 'whisper', text: plain('Whisper') },
    ],
  },
];

const form = (message) => ({
  type: 'modal',
  callback_id: 'assessment',
  private_metadata: JSON.stringify(message),
  title: plain('Assess'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'effort',
      label: plain('Effort'),
      element: { type: 'plain_text_input', action_id: 'days' },
    },
    {
      type: 'input',
      block_id: 'level',
      label: plain('Confidence'),
      element: {
        type: 'static_select',
        action_id: 'pick',
        options: ['high', 'low'].map((name) => ({ text: plain(name), value: name })),
      },
    },
  ],
});

// Each sub-command uses one part of the Web API; its answer is the acknowledgement's text.
const commands = {
  async hello() {
    return 'hello <@U0ANA00001>';
  },
  async card({ client, command }) {
    const posted = await client.chat.postMessage({
      channel: command.channel_id,
      text: 'CR-1 Guest checkout',
      blocks: card('CR-1 Guest checkout', 'because *shops* ask'),
      metadata: { event_type: 'card', event_payload: { key: 'row-17' } },
    });
    return `posted ${posted.ts}`;
  },
  async find({ client, command }) {
    const found = await client.conversations.history({
      channel: command.channel_id,
      include_all_metadata: true,
      limit: 20,
    });
    const row = found.messages.find((each) => each.metadata?.event_payload?.key === 'row-17');
    return `found ${row?.ts}`;
  },
  async who({ client, command }) {
    const person = await client.users.info({ user: command.user_id });
    const members = await client.conversations.members({ channel: command.channel_id });
    return `${person.user.name} of ${members.members.length} in ${person.user.tz}`;
  },
  async upload({ client, command }) {
    const done = await client.filesUploadV2({
      channel_id: command.channel_id,
      filename: 'plan.csv',
      content: 'a,b\n1,2\n',
      title: 'Plan',
    });
    return `uploaded ${done.files.length}`;
  },
  async busy({ client, command }) {
    const posted = await client.chat.postMessage({ channel: command.channel_id, text: 'after the wait' });
    return `posted ${posted.ok}`;
  },
  async wrong({ client, command }) {
    try {
      await client.chat.postMessage({ channel: command.channel_id, text: 'x', blocks: card('x'.repeat(151), 'y') });
    } catch (error) {
      return `${error.data.error}: ${error.data.response_metadata.messages[0]}`;
    }
    return 'accepted';
  },
};

app.command('/plumb', async (given) => {
  const name = given.command.text.split(' ')[0];
  await given.ack(await commands[name](given));
});

app.event('app_mention', async ({ event, say }) => {
  await say({ text: `heard ${event.text.split(' ').at(-1)}`, thread_ts: event.thread_ts ?? event.ts });
});

app.action('assess', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: form({ channel: body.channel.id, ts: body.message.ts }),
  });
});

app.action('whisper', async ({ ack, body, client, respond }) => {
  await ack();
  await client.chat.postEphemeral({ channel: body.channel.id, user: body.user.id, text: 'only for you' });
  await respond({ text: 'by response_url', replace_original: false });
});

app.view('assessment', async ({ ack, view, body, client }) => {
  const days = Number(view.state.values.effort.days.value);
  if (!(days > 0)) {
    await ack({ response_action: 'errors', errors: { effort: 'a number of days, e.g. 3' } });
    return;
  }
  await ack();
  const { channel, ts } = JSON.parse(view.private_metadata);
  const level = view.state.values.level.pick.selected_option.value;
  const text = `CR-1 assessed by ${body.user.name}: ${days} days, ${level}`;
  await client.chat.update({ channel, ts, text, blocks: card('CR-1 Guest checkout', text) });
  await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
});

app.shortcut('record', async ({ ack, shortcut, client }) => {
  await ack();
  await client.chat.postMessage({
    channel: shortcut.channel.id,
    thread_ts: shortcut.message_ts,
    text: `recorded: ${shortcut.message.text}`,
  });
});

app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({
    user_id: event.user,
    view: { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'your work' } }] },
  });
});

app.error(async (error) => {
  console.error(String(error.original ?? error));
});

try {
  await app.start();
} catch (error) {
  console.error(`cannot start: ${error.data?.error ?? error.message}`);
  process.exit(3);
}
process.on('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
