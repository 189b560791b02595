/** Lets the window draw and answer before long work goes on. A message is handled after what waits already; a timer would wait longer than that. */
export function yieldToWindow(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
