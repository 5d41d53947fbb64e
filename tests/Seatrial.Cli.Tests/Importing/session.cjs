// node har.js CHROMIUM ADDRESS HAR: what a person does in a browser, as the browser itself records it.
const { chromium } = require('playwright-core');
const [executablePath, address, path] = process.argv.slice(2);
(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await browser.newContext({ recordHar: { path, content: 'embed' } });
  const page = await context.newPage();
  await page.goto(`${address}/`, { waitUntil: 'networkidle' });
  await page.evaluate(async () => {
    const json = { 'Content-Type': 'application/json' };
    const made = await (await fetch('/posts', { method: 'POST', headers: json, body: JSON.stringify({ title: 'Sea', views: 1, state: 'draft' }) })).json();
    await fetch(`/posts/${made.id}`);
    await fetch('/comments', { method: 'POST', headers: json, body: JSON.stringify({ postId: made.id, text: 'Ahoy' }) });
    await fetch(`/posts/${made.id}/comments`);
    await fetch(`/posts/${made.id}`, { method: 'PATCH', headers: json, body: JSON.stringify({ state: 'public' }) });
    await fetch('/posts?state=public');
    await fetch(`/posts/${made.id}`, { method: 'DELETE' });
  });
  await context.close();
  await browser.close();
})().catch(error => { console.error(error); process.exit(1); });
