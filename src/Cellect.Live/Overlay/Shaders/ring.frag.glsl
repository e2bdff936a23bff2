#version 410 core

uniform float uWidth;
uniform float uAlpha;

in vec2 vOffset;
in float vRadius;
in vec4 vColour;
out vec4 oColour;

void main()
{
    float distance = abs(length(vOffset) - vRadius) - uWidth * 0.5;
    float line = clamp(0.5 - distance, 0.0, 1.0);
    // A thin dark edge keeps the line legible on bright nuclei.
    float edge = clamp(1.5 - distance, 0.0, 1.0) * 0.6;
    float alpha = max(line, edge) * vColour.a * uAlpha;
    oColour = vec4(vColour.rgb * line / max(max(line, edge), 1e-4) * alpha, alpha);
}
