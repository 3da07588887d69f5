"""Trains a small network in NumPy alone and writes it, with its predictions, to trained.npz."""
import os
import numpy as np

random = np.random.default_rng(1)
x = random.standard_normal((200, 2)).astype(np.float32)
labels = (x[:, 0] * x[:, 1] > 0).astype(np.int32)
net = {
    "layers[0].weight": random.standard_normal((2, 16)).astype(np.float32),
    "layers[0].bias": np.zeros(16, np.float32),
    "layers[2].weight": (random.standard_normal((16, 2)) / 4).astype(np.float32),
    "layers[2].bias": np.zeros(2, np.float32),
}


def forward(x):
    h = np.tanh(x @ net["layers[0].weight"] + net["layers[0].bias"])
    return h, h @ net["layers[2].weight"] + net["layers[2].bias"]


for _ in range(2000):
    h, logits = forward(x)
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    p[np.arange(200), labels] -= 1
    p /= 200
    dh = (p @ net["layers[2].weight"].T) * (1 - h * h)
    for name, g in {
        "layers[0].weight": x.T @ dh,
        "layers[0].bias": dh.sum(0),
        "layers[2].weight": h.T @ p,
        "layers[2].bias": p.sum(0),
    }.items():
        net[name] -= 0.5 * g

logits = forward(x)[1]
print("accuracy", (logits.argmax(1) == labels).mean())
folder = os.path.dirname(__file__)
np.savez(os.path.join(folder, "trained.npz"), **net)
np.savez(os.path.join(folder, "predictions.npz"), x=x, labels=labels, logits=logits)
