#version 410 core

uniform float uWidth;
uniform float uAlpha;

in vec2 vPixel;
flat in vec2 vFrom;
flat in vec2 vTo;
in vec4 vColour;
out vec4 oColour;

void main()
{
    vec2 way = vTo - vFrom;
    float place = clamp(dot(vPixel - vFrom, way) / max(dot(way, way), 1e-6), 0.0, 1.0);
    float distance = length(vPixel - vFrom - place * way) - uWidth * 0.5;
    float alpha = clamp(0.5 - distance, 0.0, 1.0) * vColour.a * uAlpha;
    oColour = vec4(vColour.rgb * alpha, alpha);
}
