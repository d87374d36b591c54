// The way to the server: posts of what the person does, and the stream of what happens.

const RETRY_MS = 1000;

/** Post what the person does; whether it arrived. */
export async function post(path, what) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Listen for ever. A lost connection is told, and tried again: the server may come back. */
export function listen(onNews, onLost) {
  const source = new EventSource("/events");
  source.onmessage = (event) => onNews(JSON.parse(event.data));
  source.onerror = () => {
    source.close();
    onLost();
    setTimeout(listen, RETRY_MS, onNews, onLost);
  };
}
