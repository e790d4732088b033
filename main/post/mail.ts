import { domainToASCII } from 'node:url';
import { mimeWordEncode } from 'emailjs';

/** One message of plain text, as it is handed to a mail server. */
export interface Mail {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  /** Without angle brackets; the same each time the message is tried, so that a server that has it can tell. */
  messageId: string;
  /** Instant. */
  at: string;
  /** BCP 47. */
  language: string;
}

/** RFC 5321 without quoting and without SMTPUTF8: what every server of today takes. */
const addressShape =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** The address in the form that goes over the wire, its domain in ASCII; null when it is none. */
export function wireAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  const wire = `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
  return at > 0 && wire.length <= 254 && addressShape.test(wire) ? wire : null;
}

/** RFC 5322 text of a message. The body is base64, which no server on the way has a reason to touch. */
export function mailText(mail: Mail): string {
  const { name, address } = mail.from;
  const from = wireAddress(address) ?? '';
  return [
    `From: ${name === '' ? from : `${words(name)}\r\n <${from}>`}`,
    `To: ${wireAddress(mail.to) ?? ''}`,
    `Subject: ${words(mail.subject)}`,
    `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.messageId}>`,
    // RFC 3834: no machine is to answer this.
    'Auto-Submitted: auto-generated',
    `Content-Language: ${mail.language}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(mail.text.replaceAll(/\r?\n/g, '\r\n'))
      .toString('base64')
      .replaceAll(/.{76}(?=.)/g, '$&\r\n'),
  ].join('\r\n');
}

/** Anything but plain words becomes encoded words (RFC 2047), so that no sign of it can be read as syntax. */
function words(text: string): string {
  if (/^[A-Za-z0-9 ]{1,60}$/.test(text)) return text;
  return mimeWordEncode(text).replaceAll('?= =?', '?=\r\n =?');
}
