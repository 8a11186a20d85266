import { bodyText } from '../../../../bot/channels/http/body-text';

describe('bodyText', () => {
  const sent = (body: BodyInit | undefined, headers: Record<string, string> = {}) =>
    new Request('http://127.0.0.1/', { method: 'POST', headers, ...(body !== undefined && { body, duplex: 'half' }) } as RequestInit);
  const streamOf = (...parts: string[]) => new Blob(parts).stream();

  it.each([
    ['as long as it claims', sent('Zoë', { 'content-length': '4' }), 'Zoë'],
    ['of no claimed length', sent(streamOf('Zo', 'ë')), 'Zoë'],
    ['that claims to be too long', sent('Zoë', { 'content-length': '5' }), undefined],
    ['longer than it claims', sent('Zoë Ito', { 'content-length': '4' }), undefined],
    ['too long, of no claimed length', sent(streamOf('Zoë', ' Ito')), undefined],
    ['that is empty', sent(undefined), ''],
  ])('should read at most four bytes of a body %s', async (_, request, text) => {
    expect(await bodyText(request, 4)).toBe(text);
  });
});
