// Our own query page: no CDN, no inline script, the schema read by introspection.
const at = (id) => document.getElementById(id);
const send = async (query, variables) => {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
};
const run = async () => {
  let variables;
  try {
    variables = JSON.parse(at('variables').value || '{}');
  } catch (error) {
    at('note').textContent = `Variables: ${error.message}`;
    return;
  }
  at('note').textContent = '…';
  const started = performance.now();
  try {
    const body = await send(at('query').value, variables);
    at('result').textContent = JSON.stringify(body, null, 2);
    at('note').textContent = `${Math.round(performance.now() - started)} ms`;
    sessionStorage.setItem('weir.query', at('query').value);
  } catch (error) {
    at('note').textContent = String(error.message);
  }
};
const type = (t) => (t.kind === 'NON_NULL' ? `${type(t.ofType)}!` : t.kind === 'LIST' ? `[${type(t.ofType)}]` : t.name);
const REF = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const draw = (types, words) => {
  const box = at('docs');
  box.replaceChildren();
  for (const one of types) {
    const fields = (one.fields ?? one.inputFields ?? []).filter(
      (f) => !words || one.name.toLowerCase().includes(words) || f.name.toLowerCase().includes(words),
    );
    if (words && fields.length === 0 && !one.name.toLowerCase().includes(words)) continue;
    const details = document.createElement('details');
    details.open = Boolean(words);
    const summary = document.createElement('summary');
    summary.textContent = one.name;
    const body = document.createElement('div');
    const about = document.createElement('small');
    about.textContent = one.description ?? '';
    body.append(about);
    for (const f of fields) {
      const line = document.createElement('div');
      line.textContent = `${f.name}: ${type(f.type)}`;
      line.title = f.description ?? '';
      body.append(line);
    }
    for (const value of one.enumValues ?? []) body.append(Object.assign(document.createElement('div'), { textContent: value.name }));
    details.append(summary, body);
    box.append(details);
  }
};
at('query').value = sessionStorage.getItem('weir.query') ?? '{\n  deals(first: 5) {\n    nodes { id name stage { name } amount { amount currency } }\n  }\n}';
at('run').addEventListener('click', run);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
});
const { data } = await send(
  `{ __schema { types { name description fields { name description type { ${REF} } } inputFields { name description type { ${REF} } } enumValues { name } } } }`,
);
const types = data.__schema.types.filter((one) => !one.name.startsWith('__'));
draw(types, '');
at('find').addEventListener('input', (event) => draw(types, event.target.value.trim().toLowerCase()));
