#version 410 core

layout(location = 0) in vec4 aSphere; // centre x, y, z and radius, micrometres
layout(location = 1) in vec4 aColour;
layout(location = 2) in float aKind;

uniform vec3 uAxisX; // the panel: pixel = origin + scale * (axis . point)
uniform vec3 uAxisY;
uniform vec3 uAxisZ;
uniform vec2 uOrigin;
uniform float uScale;
uniform vec2 uViewport;
uniform float uMinRadius; // pixels
uniform float uGrow;      // pixels added to the radius
uniform float uWidth;     // pixels
uniform float uSliced;    // 1: only what the slice at uCut cuts is drawn
uniform float uCut;       // depth of the slice, micrometres
uniform vec2 uDepths;     // nearest and farthest depth; equal where depth does not count

out vec2 vOffset;
out float vRadius;
out vec4 vColour;
flat out float vKind;

void main()
{
    float depth = dot(uAxisZ, aSphere.xyz);
    float radius = aSphere.w;
    float away = abs(depth - uCut);
    bool hidden = uSliced > 0.5 && away >= max(radius, 0.5);
    if (uSliced > 0.5)
        radius = sqrt(max(radius * radius - away * away, 0.0));
    vRadius = max(radius * uScale, uMinRadius) + uGrow;
    vColour = aColour;
    if (uDepths.y > uDepths.x)
        vColour.a *= mix(1.0, 0.35, clamp((depth - uDepths.x) / (uDepths.y - uDepths.x), 0.0, 1.0));
    vKind = aKind;
    vOffset = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * (vRadius * (aKind > 0.5 ? 1.5 : 1.0) + uWidth + 2.0);
    vec2 pixel = uOrigin + uScale * vec2(dot(uAxisX, aSphere.xyz), dot(uAxisY, aSphere.xyz)) + vOffset;
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((pixel / uViewport * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
