/** The face of the mail room: letters, and the way they go. */

export { createMail, type Letter, type Mail, type MailTransport, type SentLetter } from './operations.ts';
export { checkSmtp, createSmtpTransport } from './smtp.ts';
export { createLetterLink, type LetterLink, paragraphs, type Words } from './words.ts';
