// What matrix-bot-sdk looks at while it is loaded; a bot without encryption uses nothing of it.
module.exports = new Proxy({}, { get: () => class {} });
