import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { connectDevTools } from './devtools'

function pair() {
  const [write, read] = [new PassThrough(), new PassThrough()]
  return { write, read, devtools: connectDevTools(write, read), answer: (message: unknown) => read.write(`${JSON.stringify(message)}\0`) }
}

test('answers find their calls, in any order and any pieces', async () => {
  const { write, read, devtools } = pair()
  const [first, second] = [devtools.send('A.a'), devtools.send('B.b', { x: 1 }, 'session')]
  expect(String(write.read())).toBe('{"id":1,"method":"A.a","params":{}}\0{"id":2,"method":"B.b","params":{"x":1},"sessionId":"session"}\0')
  const bytes = Buffer.from('{"id":2,"result":{"say":"先锋"}}\0{"id":1,"result":{}}\0')
  for (const byte of bytes) read.write(Buffer.from([byte]))
  expect(await second).toEqual({ say: '先锋' })
  expect(await first).toEqual({})
})

test('an error answer rejects that call alone', async () => {
  const { devtools, answer } = pair()
  const [bad, good] = [devtools.send('A.a'), devtools.send('A.b')]
  answer({ id: 1, error: { code: -1, message: 'no such thing' } })
  answer({ id: 2, result: { ok: true } })
  await expect(bad).rejects.toThrow('no such thing')
  expect(await good).toEqual({ ok: true })
})

test('events reach those who listen', async () => {
  const { devtools, answer } = pair()
  const seen: string[] = []
  const off = devtools.subscribe((event) => seen.push(`${event.sessionId} ${event.method}`))
  answer({ method: 'Page.loadEventFired', params: {}, sessionId: 's' })
  const call = devtools.send('A.a')
  answer({ id: 1, result: {} })
  await call
  off()
  answer({ method: 'Page.other' })
  const last = devtools.send('A.b')
  answer({ id: 2, result: {} })
  await last
  expect(seen).toEqual(['s Page.loadEventFired'])
})

test.each([
  ['the pipe closes', (read: PassThrough) => read.destroy()],
  ['the browser talks nonsense', (read: PassThrough) => read.write('nonsense\0')],
])('when %s every call is rejected, later ones too', async (_, end) => {
  const { read, devtools } = pair()
  const call = devtools.send('A.a')
  end(read)
  await expect(call).rejects.toThrow('went away')
  await expect(devtools.send('A.b')).rejects.toThrow('went away')
})
