// A plugin of the mail server that stands in the tests: keeps what comes in, and misbehaves as the recipient's name asks.
const { writeFileSync, renameSync } = require('node:fs');
const { join } = require('node:path');

let number = 0;

exports.register = function () {
  // A test that was killed leaves no server behind.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(), 1000).unref();
  this.folder = this.config.get('desk', 'data').join('');
};

// Nobody is asked for the name behind the loopback.
exports.hook_lookup_rdns = (next) => next(OK, 'localhost');

exports.hook_rcpt = function (next, connection, [to]) {
  if (to.user === 'nobody') return next(DENY, 'no such mailbox');
  if (to.user === 'later') return next(DENYSOFT, 'come back later');
  if (to.user === 'hangup') return connection.disconnect();
  return next(OK);
};

exports.hook_queue = keep;
// Of somebody who has signed in: nothing leaves this machine.
exports.hook_queue_outbound = keep;

function keep(next, connection) {
  const { transaction } = connection;
  const [to] = transaction.rcpt_to;
  const from = transaction.mail_from;
  if (to.user === 'spam') return next(DENY, 'not this');
  transaction.message_stream.get_data((bytes) => {
    const file = join(this.folder, `${String(++number).padStart(4, '0')}.eml`);
    const head = `X-To: ${to.user}@${to.host}\r\nX-From: ${from.user}@${from.host}\r\nX-Tls: ${connection.tls.enabled}\r\nX-User: ${connection.notes.auth_user ?? ''}\r\n`;
    writeFileSync(`${file}.part`, Buffer.concat([Buffer.from(head), bytes]));
    renameSync(`${file}.part`, file);
    // Taken, and gone before it is said.
    if (to.user === 'vanish') return connection.client.destroy();
    if (to.user === 'slow') return setTimeout(() => next(OK), 1500);
    return next(OK);
  });
}
