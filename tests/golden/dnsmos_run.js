// Runs the two networks of DNSMOS over windows that dnsmos_golden.py wrote; prints their raw answers as JSON.
// usage: node dnsmos_run.js NODE_MODULES MODELS JOBS.json
const fs = require("fs");
const path = require("path");
const [modules, models, jobFile] = process.argv.slice(2);
const ort = require(path.resolve(modules, "onnxruntime-node"));

const floats = (file) => {
  const bytes = fs.readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

async function main() {
  const p835 = await ort.InferenceSession.create(path.join(models, "dnsmos_p835_sig_bak_ovr.onnx"));
  const p808 = await ort.InferenceSession.create(path.join(models, "dnsmos_p808_model_v8.onnx"));
  const answers = [];
  for (const job of JSON.parse(fs.readFileSync(jobFile, "utf8"))) {
    const sound = floats(`${job.base}.sound`);
    const mel = floats(`${job.base}.mel`);
    const answer = { p835: [], p808: [] };
    for (let i = 0; i < job.windows; ++i) {
      const heard = new ort.Tensor("float32", sound.subarray(i * 144160, (i + 1) * 144160), [1, 144160]);
      const seen = new ort.Tensor("float32", mel.subarray(i * 108000, (i + 1) * 108000), [1, 900, 120]);
      answer.p835.push(Array.from((await p835.run({ input_1: heard }))["Identity:0"].data));
      answer.p808.push((await p808.run({ input_1: seen }))["Identity:0"].data[0]);
    }
    answers.push(answer);
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
